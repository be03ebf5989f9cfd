import type { Server } from 'node:http';
import { Socket } from 'node:net';
import { type AnsweredExchange, answerExchange, exchangePath, exchangeProtocol } from './answer-exchange.ts';
import type { SubgraphExecutor } from './subgraph-executor.ts';

/** Gateways that vanish without a word are noticed so. */
const keepAliveMs = 60_000;

/** Lets connections of a server become exchanges; gives those that are open. Another protocol or path is refused with 404. */
export function answerUpgrades(server: Server, executor: SubgraphExecutor): ReadonlySet<AnsweredExchange> {
  const exchanges = new Set<AnsweredExchange>();
  server.on('upgrade', ({ url, headers }, connection, head) => {
    if (url !== exchangePath || headers.upgrade !== exchangeProtocol) {
      connection.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    connection.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${exchangeProtocol}\r\n\r\n`,
    );
    if (connection instanceof Socket) connection.setNoDelay(true).setKeepAlive(true, keepAliveMs);
    if (head.length > 0) connection.unshift(head);
    const exchange = answerExchange(executor, connection);
    exchanges.add(exchange);
    connection.once('close', () => exchanges.delete(exchange));
  });
  return exchanges;
}
