import { allocation } from './allocation.ts';
import { gateway } from './gateway.ts';
import { orders } from './orders.ts';
import { resilience } from './resilience.ts';
import { smoke } from './smoke.ts';
import { subscribersBench } from './subscribers.ts';

const suites: Readonly<Record<string, { readonly summary: string; run(): Promise<void> }>> = {
  allocation: { summary: '100,000 orders and their kits', run: allocation },
  gateway: { summary: 'our gateway beside others over the same wings', run: gateway },
  subscribers: { summary: '10,000 streams on one gateway: memory and latency', run: subscribersBench },
  orders: { summary: 'orders a second, their floor, a crowd, double clicks and kill -9', run: orders },
  resilience: {
    summary: '500 requests a second while parts are replaced, killed and ended',
    run: resilience,
  },
  smoke: { summary: 'the four flows of the house, each for a few seconds, every process apart', run: smoke },
};

const help = `Usage: npm run bench -- <suite>

Each suite starts what it measures, prints one JSON line a figure, and stops everything.
${Object.entries(suites)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}`;

const suite = suites[process.argv[2] ?? ''];
if (!suite) {
  console.error(help);
  process.exit(1);
}
await suite.run();
