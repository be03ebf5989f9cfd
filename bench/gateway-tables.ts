import type { Figure } from './gateway-figures.ts';

const titles: Readonly<Record<string, string>> = {
  rotunda: '**Rotunda**',
  'apollo-gateway': 'Apollo Gateway',
  'hive-gateway': 'Hive Gateway',
  grafbase: 'Grafbase',
  proxy: 'bare proxy',
};
const head = `| Connections | Gateway | per second | p50 ms | p99 ms | gateway CPU-ms | all CPU-ms | Rotunda × as many |
|---|---|---|---|---|---|---|---|`;

/** The figures as Markdown, a table for each operation in the order in which it came; the last column compares ours with the row's gateway. */
export function tablesOf(figures: readonly Figure[]): string {
  const operations = [...new Set(figures.map(({ operation }) => operation))];
  return operations
    .map((operation) => {
      const rows = figures.filter((figure) => figure.operation === operation);
      const title = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
      return `#### ${title}\n\n${head}\n${rows.map((row) => rowOf(row, rows)).join('\n')}\n`;
    })
    .join('\n');
}

function rowOf(row: Figure, rows: readonly Figure[]): string {
  const ours = rows.find(
    ({ gateway, connections }) => gateway === 'rotunda' && connections === row.connections,
  );
  const times = ours?.timesOf[row.gateway];
  const cells = [
    String(row.connections),
    titles[row.gateway] ?? row.gateway,
    Math.round(row.perSecond).toLocaleString('en-US'),
    Number(row.p50Ms.toPrecision(3)),
    Number(row.p99Ms.toPrecision(3)),
    row.gatewayCpuMs.toFixed(3),
    row.allCpuMs.toFixed(3),
    times === undefined ? '' : times.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}
