import { readFile } from 'node:fs/promises';
import { StartProblem } from '@rotunda/platform/start-problem';
import type { UspsAccess } from './usps-client.ts';

interface Variables {
  readonly USPS_ADDRESSES_URL: string | undefined;
  readonly USPS_ADDRESSES_CLIENT_ID: string | undefined;
  readonly USPS_ADDRESSES_CLIENT_SECRET_FILE: string | undefined;
}

/** How to ask USPS, or undefined where nobody wants to. Refuses a URL without the credentials, and an empty secret. */
export async function readUspsCredentials(variables: Variables): Promise<UspsAccess | undefined> {
  const { USPS_ADDRESSES_URL: url, USPS_ADDRESSES_CLIENT_ID: clientId } = variables;
  const secretFile = variables.USPS_ADDRESSES_CLIENT_SECRET_FILE;
  if (!url) return undefined;
  if (!clientId || !secretFile)
    throw new StartProblem(
      'USPS_ADDRESSES_URL needs USPS_ADDRESSES_CLIENT_ID and USPS_ADDRESSES_CLIENT_SECRET_FILE.',
    );
  const clientSecret = (await readFile(secretFile, 'utf8')).trim();
  if (!clientSecret) throw new StartProblem('The file of USPS_ADDRESSES_CLIENT_SECRET_FILE is empty.');
  return { url, clientId, clientSecret };
}
