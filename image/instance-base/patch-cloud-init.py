"""Three places where Debian's cloud-init differs from what Amazon's machines do. Every replacement must apply exactly once."""
import pathlib

LIBRARY = pathlib.Path("/usr/lib/python3/dist-packages/cloudinit")


def replace(name, old, new):
    path = LIBRARY / name
    text = path.read_text()
    if text.count(old) != 1:
        raise SystemExit("%s: expected once, found %d times: %r" % (path, text.count(old), old))
    path.write_text(text.replace(old, new))


# A script without an interpreter line is run by the shell, as execvp(3) and Amazon Linux do.
replace(
    "subp.py",
    "    try:\n        sp = subprocess.Popen(\n            bytes_args,\n",
    "    if not shell and needs_shell(bytes_args):\n"
    '        bytes_args = [b"/bin/bash"] + bytes_args\n'
    "    try:\n        sp = subprocess.Popen(\n            bytes_args,\n",
)
replace(
    "subp.py",
    "def subp(\n",
    "def needs_shell(args):\n"
    '    """True for a text file without an interpreter line, which the kernel refuses to execute."""\n'
    "    try:\n"
    '        with open(args[0], "rb") as program:\n'
    "            head = program.read(256)\n"
    "    except (OSError, IndexError, TypeError, ValueError):\n"
    "        return False\n"
    '    return bool(head) and not head.startswith((b"#!", b"\\x7fELF")) and b"\\0" not in head\n'
    "\n\n"
    "def subp(\n",
)
# The machine is an EC2 instance though a container has no DMI to say so; this also makes cloud-init use IMDSv2 tokens.
replace("sources/DataSourceEc2.py", "def identify_aws(data):\n", "def identify_aws(data):\n    return CloudNames.AWS\n\n\ndef dmi_says_aws(data):\n")
# The metadata address is a literal: three look-ups of names that must not exist would only delay the boot.
replace(
    "util.py",
    "    global _DNS_REDIRECT_IP\n    if _DNS_REDIRECT_IP is None:\n",
    "    global _DNS_REDIRECT_IP\n    if name == \"169.254.169.254\":\n        return True\n    if _DNS_REDIRECT_IP is None:\n",
)
