// The browser of the journeys and of the icons: `CUADRE_CHROMIUM`, or the one that is installed, or the one
// that npm brings. There is always one to be had, so nothing that needs it is skipped.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { extract } from 'tar-fs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];
/** Where Debian and its like put Chromium; Playwright itself knows where Chrome and Edge are installed. */
const installedPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const installedChannels = ['chrome', 'msedge'];

/** @throws an Error that says how to get a browser, on a system that npm has none for. */
export async function launchChromium(): Promise<Browser> {
  const chosen = process.env.CUADRE_CHROMIUM;
  if (chosen !== undefined) return launch({ executablePath: chosen });
  const installed = installedPaths.find((path) => existsSync(path));
  if (installed !== undefined) return launch({ executablePath: installed });
  for (const channel of installedChannels) {
    const browser = await launch({ channel }).catch(isNotInstalled);
    if (browser) return browser;
  }
  if (process.platform === 'linux' && process.arch === 'x64') return launch(await npmChromium());
  throw new Error('No browser: install Chrome or Edge, or name a Chromium in CUADRE_CHROMIUM.');
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ ...options, args });
}

function isNotInstalled(error: unknown): null {
  if (error instanceof Error && /is not found at|not supported on/.test(error.message)) return null;
  throw error;
}

/** The Chromium of the package, with the libraries and fonts that a bare machine lacks. */
async function npmChromium(): Promise<LaunchOptions> {
  const folder = await unpackChromium();
  const { LD_LIBRARY_PATH: libraries, ...env } = process.env;
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...env,
      LD_LIBRARY_PATH: [join(folder, 'lib'), libraries].filter(Boolean).join(':'),
      // Without it Chromium finds no font at all where none is installed.
      ...(existsSync('/etc/fonts/fonts.conf')
        ? {}
        : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }),
    },
  };
}

/** @returns the folder that holds it, unpacked once for each version of the package */
async function unpackChromium(): Promise<string> {
  const packed = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')));
  const about = await readFile(join(packed, '../package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const cache = fileURLToPath(new URL('../node_modules/.cache/cuadre/', import.meta.url));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  // Whole or not at all, also when two processes come at once.
  const unpacking = await mkdtemp(`${folder}-`);
  const untar = (name: string): Promise<void> =>
    unpack(join(packed, name), extract(unpacking, { dmode: 0o755 }));
  await Promise.all([
    unpack(
      join(packed, 'chromium.br'),
      createWriteStream(join(unpacking, 'chromium'), { mode: 0o755 }),
    ),
    untar('al2023.tar.br'),
    untar('fonts.tar.br'),
  ]);
  await writeFile(join(unpacking, 'fonts.conf'), fontsBelow(folder));
  await rename(unpacking, folder).catch(async (error: unknown) => {
    await rm(unpacking, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

function unpack(file: string, into: NodeJS.WritableStream): Promise<void> {
  return pipeline(createReadStream(file), createBrotliDecompress(), into);
}

const fontsBelow = (folder: string): string =>
  `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`;
