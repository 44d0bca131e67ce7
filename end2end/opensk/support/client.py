"""A browser with a security key, for the tests: Yubico's client of WebAuthn, in front of Google's OpenSK, which is a process.

Arguments: the program of the key, its seed, and the origin of the page. Each line of the input is a command as JSON, each line
of the output its result: {"value": …}, or {"failure": …} when the client or the key refuses.
"""

import json
import subprocess
import sys

from fido2.client import (
    ClientError,
    DefaultClientDataCollector,
    Fido2Client,
    UserInteraction,
)
from fido2.ctap2 import ClientPin, Ctap2
from fido2.hid import CtapHidDevice
from fido2.hid.base import CtapHidConnection, HidDescriptor

PACKET = 64
"""How long a packet of CTAPHID is."""


class Connection(CtapHidConnection):
    """The cable: packets go to the input of the key's process, and come from its output."""

    def __init__(self, key: subprocess.Popen):
        self.key = key

    def write_packet(self, data: bytes) -> None:
        self.key.stdin.write(data)
        self.key.stdin.flush()

    def read_packet(self) -> bytes:
        return self.key.stdout.read(PACKET)

    def close(self) -> None:
        self.key.stdin.close()


class Person(UserInteraction):
    """The person, who types this PIN when asked."""

    pin = None

    def request_pin(self, permissions, rp_id):
        return self.pin


def main(program: str, seed: str, origin: str) -> None:
    key = subprocess.Popen([program, seed], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    descriptor = HidDescriptor("software", 0, 0, PACKET, PACKET, "OpenSK", None)
    device = CtapHidDevice(descriptor, Connection(key))
    person = Person()

    def client():
        # Each time anew, because the client remembers whether the key has a PIN.
        return Fido2Client(device, DefaultClientDataCollector(origin), person)

    def set_pin(pin):
        ClientPin(Ctap2(device)).set_pin(pin)

    def type_pin(pin):
        person.pin = pin

    def create(options):
        return dict(client().make_credential(options["publicKey"]))

    def get(options):
        return dict(client().get_assertion(options["publicKey"]).get_response(0))

    commands = {"set pin": set_pin, "type pin": type_pin, "create": create, "get": get}
    for line in sys.stdin:
        command = json.loads(line)
        try:
            result = {"value": commands[command["do"]](command["with"])}
        except ClientError as error:
            result = {"failure": f"{error.code.name}: {error.cause}"}
        print(json.dumps(result), flush=True)
    device.close()
    key.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
