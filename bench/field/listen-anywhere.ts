import type { Server } from 'node:http';

/** Listens on a free loopback port and gives the origin. */
export async function listenAnywhere(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens to no port.');
  return `http://127.0.0.1:${address.port}`;
}
