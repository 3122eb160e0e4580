"""Runs pynfs's tests of one minor version, each once, against a server.

usage: run.py CHECKOUT 0|1 efs|rfc SERVER:PORT/PATH [TEST]...   (all of pynfs's "all" when no test is named)

pynfs comes from the checkout and is not changed on disk. Two things are, in this process: its sockets do not wait for more
to send (its calls are two writes each, which costs 40 ms a call otherwise), and for the dialect "efs" its NFSv4.0 client's
opens deny nothing unless a test says so: that default would be refused before anything was tested.
"""
import inspect
import os
import runpy
import socket
import sys

checkout, minor, dialect, target, *tests = sys.argv[1:]
home = os.path.join(checkout, "nfs4." + minor)
os.chdir(home)
sys.path.insert(0, home)

connect = socket.socket.connect


def connect_without_delay(self, address):
    connect(self, address)
    self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


socket.socket.connect = connect_without_delay

if minor == "0" and dialect == "efs":
    sys.path.insert(1, os.path.join(home, "lib"))
    import nfs4lib

    for _, function in inspect.getmembers(nfs4lib.NFS4Client, inspect.isfunction):
        parameters = inspect.signature(function).parameters
        optional = [name for name, one in parameters.items() if one.default is not one.empty]
        if "deny" in optional:
            defaults = list(function.__defaults__)
            defaults[optional.index("deny")] = 0
            function.__defaults__ = tuple(defaults)

sys.argv = ["testserver.py", target, "--minorversion=" + minor, "--maketree", "--showomit", *(tests or ["all"])]
runpy.run_path("testserver.py", run_name="__main__")
