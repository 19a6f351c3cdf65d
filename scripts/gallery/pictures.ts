import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** Messages whose pictures the documentation shows. */
const PICTURED = [
  'alert-slack-light',
  'alert-discord-dark',
  'alert-edited-slack-dark',
  'deal-scale-ai-discord-dark',
  'timeline-scale-ai-slack-light',
  'timeline-scale-ai-discord-dark',
];
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Pictures of some of the page's messages, on both platforms, light and dark; their paths. None without Chromium. */
export async function takePictures(page: string, folder: string): Promise<string[]> {
  if (!existsSync(BROWSER)) {
    console.log(`no pictures: there is no ${BROWSER} (CHROMIUM names another)`);
    return [];
  }
  const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1.5 });
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.waitForFunction('customElements.get("discord-message") !== undefined');
    const taken: string[] = [];
    for (const id of PICTURED) {
      const path = join(folder, `${id}.png`);
      await tab.locator(`#${id}`).screenshot({ path, timeout: 10_000 });
      taken.push(path);
    }
    return taken;
  } finally {
    await browser.close();
  }
}
