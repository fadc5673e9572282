import { playwright } from '@vitest/browser-playwright';
import { type Chromium, chromiumArguments, findChromium } from '../browser/chromium.js';

/** How vitest starts Chromium. Without one the other projects still run, and `chromium-ready.ts` says what is missing. */
export function browserOptions() {
  const chromium = tryFindChromium();
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: {
        args: [...chromiumArguments],
        ...(chromium && { executablePath: chromium.executablePath, env: { ...chromium.environment } }),
      },
    }),
    instances: [{ browser: 'chromium' as const }],
  };
}

function tryFindChromium(): Chromium | undefined {
  try {
    return findChromium();
  } catch {
    return undefined;
  }
}
