/** The real browser of these tests: an installed Chrome or Chromium when there is one, else the one that npm brings. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';

const INSTALLED = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const WINDOW = { width: 1280, height: 800 };

/** A browser of its own; whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  // Without the system's own libraries the packed browser uses those that it carries; it looks at this when it is loaded,
  // and unpacks into a folder that must not hold another version.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'appui-aict-browser-'));
  const { launch } = await import('puppeteer-core');
  const installed = process.env.CHROME_PATH ?? INSTALLED.find(existsSync);
  if (installed !== undefined) {
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    return await launch({ executablePath: installed, headless: true, args, defaultViewport: WINDOW });
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  return await launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: 'shell',
    defaultViewport: WINDOW,
  });
}
