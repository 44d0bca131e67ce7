// The devices on which people meet the product.
import type { BrowserContextOptions } from '@playwright/test';

export interface Device {
  readonly name: string;
  readonly context: BrowserContextOptions;
}

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

export const DESKTOP: Device = { name: 'desktop', context: { viewport: { width: 1280, height: 800 } } };

export const IPHONE: Device = {
  name: 'iPhone',
  context: {
    ...PHONE,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  },
};

export const ANDROID: Device = {
  name: 'Android phone',
  context: {
    ...PHONE,
    userAgent:
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  },
};
