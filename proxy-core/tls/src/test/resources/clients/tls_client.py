"""Connects once for each line of its input, and prints what became of it.

usage: tls_client.py PORT AUTHORITIES CRL; a line is a name of a server and a setting.
"""

import socket
import ssl
import sys

port, authorities, crl = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def context(setting):
    made = ssl.create_default_context(cafile=authorities)
    if setting == "no-name-check":
        made.check_hostname = False
    elif setting == "crl":
        made.load_verify_locations(cafile=crl)
        made.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    elif setting == "off":
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    return made


def attempt(name, setting):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
            with context(setting).wrap_socket(plain, server_hostname=name) as secured:
                secured.sendall(b"x")
                return "accepted" if secured.recv(1) else "ended"
    except ssl.SSLCertVerificationError as refused:
        return "SSLCertVerificationError: " + refused.verify_message
    except OSError as failure:
        return "%s: %s" % (type(failure).__name__, getattr(failure, "reason", None) or failure)


for line in sys.stdin:
    print(attempt(*line.split()), flush=True)
