// What a person does with a page, and sees on it. Each waits until it can be done, or is there.
import { expect } from '@playwright/test';
import { By, type WebElement } from 'selenium-webdriver';
import type { Firefox } from './firefox';

const PATIENCE = { timeout: 30_000, intervals: [50, 100, 250] };

export class Page {
  constructor(
    readonly firefox: Firefox,
    private readonly origin: string,
  ) {}

  /** Goes to a path of the product, or to a link that somebody was sent. */
  async goto(address: string): Promise<void> {
    await this.firefox.driver.get(new URL(address, this.origin).href);
  }

  /** Presses a button, or a link that looks like one. */
  press(name: string): Promise<void> {
    return this.click(`//main//*[self::button or @role='button'][normalize-space()=${quoted(name)}]`);
  }

  /** Follows a link, by its first words: some go on for screen readers only. */
  follow(name: string): Promise<void> {
    return this.click(`//main//a[starts-with(normalize-space(), ${quoted(name)})]`);
  }

  /** Ticks a box or chooses a radio button. */
  choose(label: string): Promise<void> {
    return this.click(field(label));
  }

  /** Types into an empty field. */
  async type(label: string, text: string): Promise<void> {
    await expect(async () => {
      await (await this.enabled(field(label))).sendKeys(text);
    }).toPass(PATIENCE);
  }

  /** The heading of the page says this; each step and each problem has its own. */
  says(heading: string): Promise<void> {
    return this.shows(heading, '//h1');
  }

  /** The page, or a part of it, shows this text somewhere. */
  async shows(text: string, part = '//main'): Promise<void> {
    await expect(async () => expect(await this.text(part)).toContain(text)).toPass(PATIENCE);
  }

  /** The text of an element, as soon as there is one. */
  async read(xpath: string): Promise<string> {
    let text = '';
    await expect(async () => {
      text = await this.text(xpath);
    }).toPass(PATIENCE);
    return text;
  }

  private text(xpath: string): Promise<string> {
    return this.find(xpath).getText();
  }

  private async click(xpath: string): Promise<void> {
    // Tried again only if WebDriver refused it, as when the page moved just then.
    await expect(async () => {
      await (await this.enabled(xpath)).click();
    }).toPass(PATIENCE);
  }

  /** An element that can be used: pages keep a button disabled until they can act on it. */
  private async enabled(xpath: string): Promise<WebElement> {
    const element = await this.find(xpath);
    expect(await element.isEnabled(), `${xpath} is enabled`).toBe(true);
    return element;
  }

  private find(xpath: string): WebElement {
    return this.firefox.driver.findElement(By.xpath(xpath));
  }
}

/** What a label is for, by its first words. */
function field(label: string): string {
  return `//main//*[@id=//label[starts-with(normalize-space(), ${quoted(label)})]/@for]`;
}

/** A text in XPath, which has no way to write both kinds of quotes. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
