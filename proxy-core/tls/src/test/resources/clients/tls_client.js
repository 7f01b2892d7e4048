// Connects once for each line of its input, and prints what became of it.
// usage: node tls_client.js PORT AUTHORITIES CRL; a line is a name of a server and a setting.
'use strict';
const fs = require('fs');
const readline = require('readline');
const tls = require('tls');

const [port, authorities, crl] = process.argv.slice(2);

function options(name, setting) {
  const made = { host: '127.0.0.1', port: Number(port), servername: name, ca: fs.readFileSync(authorities) };
  if (setting === 'no-name-check') made.checkServerIdentity = () => undefined;
  // One element for each list, of which Node needs all up to the authority.
  if (setting === 'crl') made.crl = fs.readFileSync(crl, 'ascii').split(/(?<=-----END X509 CRL-----\s+)/);
  if (setting === 'off') made.rejectUnauthorized = false;
  return made;
}

function attempt(name, setting) {
  return new Promise((resolve) => {
    const socket = tls.connect(options(name, setting), () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    socket.setTimeout(20000, () => socket.destroy(new Error('no answer')));
    socket.once('data', () => { resolve('accepted'); socket.destroy(); });
    socket.once('error', (failure) => resolve(failure.code || failure.message));
    socket.once('close', () => resolve('ended'));
  });
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(await attempt(...line.split(' ')));
  }
})();
