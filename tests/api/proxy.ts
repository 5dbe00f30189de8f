import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut, stalled and opened again. */
export interface Proxy {
  readonly port: number;
  /** Ends every connection and refuses new ones, as when the server is gone. */
  cut(): Promise<void>;
  /** Takes connections and passes nothing on, as when the server or the network hangs. */
  stall(): void;
  /** Lets everything through again. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on the loopback address and passes every byte on to a port there. */
export async function startProxy(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let stalled = false;
  let server: Server | undefined;
  let port = 0;

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const listen = async (): Promise<void> => {
    server = createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      for (const socket of [client, upstream]) track(socket);
      client.on('data', (bytes) => stalled || upstream.write(bytes)).once('close', () => upstream.destroy());
      upstream.on('data', (bytes) => stalled || client.write(bytes)).once('close', () => client.destroy());
    });
    const opened = server;
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    const address = opened.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  };
  const cut = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    if (closing === undefined) return;
    const closed = new Promise((resolve) => closing.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen();
  return {
    port,
    cut,
    stall: () => void (stalled = true),
    mend: async () => {
      // What was swallowed is lost, so those connections are of no use.
      for (const socket of stalled ? sockets : []) socket.destroy();
      stalled = false;
      if (server === undefined) await listen();
    },
    close: cut,
  };
}
