import { findChromium } from '../browser/chromium.js';

/** Global set-up of the `browser` project: says plainly when there is no browser to test in. */
export default function setup(): void {
  findChromium();
}
