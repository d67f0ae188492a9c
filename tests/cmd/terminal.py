# terminal.py COMMAND...: run it with standard error on a terminal, and write to descriptor 3 what
# the terminal was sent, each carriage return as "<" and an end of line. Its status is the command's.
import os
import subprocess
import sys

# By hand: the module pty would fork, and the terminal become the command's own.
master, slave = os.openpty()
command = subprocess.Popen(sys.argv[1:], stderr=slave)
os.close(slave)
sent = b""
while True:
    try:
        part = os.read(master, 65536)
    except OSError:  # EIO: the other side is closed
        break
    if not part:
        break
    sent += part
status = command.wait()
sent = sent.replace(b"\r\n", b"\n").replace(b"\r", b"<\n")
os.write(3, sent)
sys.exit(status if status >= 0 else 128 - status)
