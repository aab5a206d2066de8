"""AWS for a machine without it: an emulator in a process and a virtual environment of its own."""
