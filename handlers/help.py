"""/help: what can be written and tapped, from the one list of commands."""

from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """How to log, and every command."""
    from handlers.routes import COMMANDS  # the list names this very function

    how = turn.say(
        "<b>Write a session</b> like this:\n<code>60 min run rpe 7, legs heavy</code>\n"
        "<code>yesterday 1h20 ride 5/10</code>\n<code>rest day</code>\n"
        "rpe is how hard it was, from 0 rest to 10 maximal. What is missing I ask; I never guess."
    )
    files = turn.say("Or drop a watch’s file here: .fit, .gpx or .tcx.")
    commands = "\n".join(f"/{command.name} {turn.say(command.about)}" for command in COMMANDS)
    limits = turn.say("My numbers describe training. I am no doctor, and they predict no injury.")
    await turn.send(f"{how}\n{files}\n\n{commands}\n\n{limits}")
