// Starts a WebKitGTK for each person in a test, through Debian's WebKitWebDriver: its MiniBrowser, which belongs to the engine.
// It has no headless mode, so it shows its window on a display in memory (Xvfb).
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Builder, Capabilities } from 'selenium-webdriver';
import { ServiceBuilder } from 'selenium-webdriver/firefox.js';
import type { Engine } from '../../support/webdriver/browser';

const WEBKIT_DRIVER = process.env['WEBKIT_DRIVER'] ?? '/usr/bin/WebKitWebDriver';
const XVFB = process.env['XVFB'] ?? '/usr/bin/Xvfb';

/** A WebKitGTK on a display. `userAgent` is what it says of itself, if this is not the truth. */
export function webkit(display: Display, userAgent?: string): Engine {
  return {
    name: 'webkit',
    service(folder, log) {
      // selenium-webdriver has no builder for this driver. This one starts every driver that knows the argument --port.
      return new ServiceBuilder(WEBKIT_DRIVER)
        .setEnvironment({
          PATH: process.env['PATH'] ?? '',
          DISPLAY: display.name,
          HOME: folder,
          XDG_RUNTIME_DIR: folder,
          // There is no accessibility bus, and no graphics card.
          NO_AT_BRIDGE: '1',
          LIBGL_ALWAYS_SOFTWARE: '1',
        })
        .setStdio(['ignore', log, log])
        .build();
    },
    async open(service) {
      const args = ['--automation', ...(userAgent === undefined ? [] : [`--user-agent=${userAgent}`])];
      // `none`: going to a page does not wait until it is loaded, because the gate holds a part of it back.
      const wanted = { browserName: 'MiniBrowser', pageLoadStrategy: 'none', 'webkitgtk:browserOptions': { args } };
      return new Builder().usingServer(await service.start()).withCapabilities(new Capabilities(wanted)).build();
    },
  };
}

/** A display in memory, for the windows of all WebKitGTKs of a worker. */
export class Display {
  private constructor(
    readonly name: string,
    readonly close: () => void,
  ) {}

  static async open(): Promise<Display> {
    // Xvfb takes a display that is free, and writes its number to this file descriptor when it is ready.
    const xvfb = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise<string>((ready, failed) => {
      createInterface({ input: xvfb.stdio[3] as Readable }).once('line', ready);
      xvfb.once('error', failed);
      xvfb.once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    });
    return new Display(`:${number}`, () => xvfb.kill());
  }
}
