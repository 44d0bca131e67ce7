// The devices on which people use the product.
import type { BrowserContextOptions } from '@playwright/test';

export interface Device {
  readonly name: string;
  readonly context: BrowserContextOptions;
  /** How many fingers its screen can detect at once. By default, Chromium emulates 1 for a touch screen. */
  readonly touchPoints?: number;
}

const SMALL = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const LARGE = { viewport: { width: 1280, height: 800 } };
const MACINTOSH = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';

export const DESKTOP: Device = { name: 'desktop', context: LARGE };

export const IPHONE: Device = {
  name: 'iPhone',
  context: {
    ...SMALL,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  },
};

/** Its user agent says that it is a Mac. Only the number of fingers that its screen detects shows that it is an iPad. */
export const IPAD: Device = {
  name: 'iPad',
  context: { viewport: { width: 820, height: 1180 }, deviceScaleFactor: 2, hasTouch: true, userAgent: MACINTOSH },
  touchPoints: 5,
};

export const ANDROID: Device = {
  name: 'Android phone',
  context: {
    ...SMALL,
    userAgent:
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  },
};

export const WINDOWS: Device = {
  name: 'Windows computer',
  context: {
    ...LARGE,
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
  },
};

export const MAC: Device = { name: 'Mac', context: { ...LARGE, userAgent: MACINTOSH } };

/** The same device, with a browser that has another user agent. */
export function saying(device: Device, userAgent: string): Device {
  return { ...device, context: { ...device.context, userAgent } };
}
