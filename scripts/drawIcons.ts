// Draws the PNG icons that Office asks for from the SVG sources in addin/icons, with the Chromium
// of the journeys. Run by hand (`npm run icons`) after changing a drawing; the PNGs are committed
// because Office reads no SVG.
import { readFile, writeFile } from 'node:fs/promises';
import { launchChromium } from './launchChromium.ts';

const FOLDER = new URL('../addin/icons/', import.meta.url);
const COMMAND_SIZES = [16, 20, 24, 32, 40, 48, 64, 80];
const DRAWINGS: Record<string, readonly number[]> = {
  logo: [...COMMAND_SIZES, 128],
  'new-voucher': COMMAND_SIZES,
  validate: COMMAND_SIZES,
  post: COMMAND_SIZES,
  'opening-balances': COMMAND_SIZES,
  refresh: COMMAND_SIZES,
  'amount-format': COMMAND_SIZES,
};

const browser = await launchChromium();
const page = await browser.newPage();
for (const [name, sizes] of Object.entries(DRAWINGS)) {
  const svg = await readFile(new URL(`${name}.svg`, FOLDER), 'utf8');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    const sized = svg.replace(
      '<svg ',
      `<svg style="display:block" width="${size}" height="${size}" `,
    );
    await page.setContent(`<body style="margin:0">${sized}</body>`);
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(`${name}-${size}.png`, FOLDER), png);
  }
}
await browser.close();
