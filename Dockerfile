# One small process: the bot, its API and its database file. State lives in /data.
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
  && /venv/bin/python -m words.catalogue \
  && { /venv/bin/python -OO -m compileall -q -j 0 /venv/lib || true; } # a library may bring files of another Python

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONOPTIMIZE=2 DATA_DIR=/data HOST=0.0.0.0
RUN useradd --system --uid 10001 --create-home tracker && install -d -o tracker -g tracker /data
COPY --from=build /venv /venv
USER tracker
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["ai-tracker", "health"]
STOPSIGNAL SIGTERM
CMD ["ai-tracker", "run"]
