import { Socket } from 'node:net';

/**
 * A socket that ends with an error when nothing has moved on it for so many milliseconds. A server that is frozen, or gone
 * without a word, would otherwise hold its connections, and everybody who waits for one, for as long as TCP is patient.
 */
export function impatientSocket(silentMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silentMs, () => {
    const error = new Error(`PostgreSQL was silent for ${silentMs} ms.`);
    // In the shape of the system's own time-out, which Prisma knows.
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT', syscall: 'read', errno: -110 }));
  });
  return socket;
}
