import type { Server } from 'node:http';

/** Opens the port. Rejects in plain words, "what is wrong: what to do", where it cannot be had. */
export const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(new Error(explained(error, host, port), { cause: error }));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve();
    });
  });

function explained(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `HTTP_PORT ${port} is in use by another program on ${host}: choose another port, or stop that program.`;
    case 'EACCES':
      return `HTTP_PORT ${port} may not be opened by this user: choose one above 1023, and put a proxy before it.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HTTP_HOST ${host} is no address of this machine: take 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
    default:
      return `HTTP_PORT ${port} cannot be opened on ${host}: the system says ${error.code ?? error.message}.`;
  }
}
