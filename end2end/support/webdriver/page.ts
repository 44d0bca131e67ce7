// What a person does on a page, and what a person sees on it. Each method waits until this is possible.
import { expect } from '@playwright/test';
import { By, type WebElement } from 'selenium-webdriver';
import type { Browser } from './browser';

const PATIENCE = { timeout: 30_000, intervals: [50, 100, 250] };

export class Page {
  constructor(
    readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** Goes to a path of the product, or to a whole link. */
  async goto(address: string): Promise<void> {
    await this.browser.driver.get(new URL(address, this.origin).href);
  }

  /** Presses a button, or a link that looks like one. */
  press(name: string): Promise<void> {
    return this.click(`//main//*[self::button or @role='button'][normalize-space()=${quoted(name)}]`);
  }

  /** Follows a link whose text begins with these words. Some links have more words, which are only for screen readers. */
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

  /** Expects this heading. Each step and each problem has another heading. */
  says(heading: string): Promise<void> {
    return this.shows(heading, '//h1');
  }

  /** Expects this text on the page, or in a part of it. */
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
    // Try again only if WebDriver refused the click, for example because the page changed at this moment.
    await expect(async () => {
      await (await this.enabled(xpath)).click();
    }).toPass(PATIENCE);
  }

  /** Finds an element that is enabled. Pages keep a button disabled until they can handle a click. */
  private async enabled(xpath: string): Promise<WebElement> {
    const element = await this.find(xpath);
    expect(await element.isEnabled(), `${xpath} is enabled`).toBe(true);
    return element;
  }

  private find(xpath: string): WebElement {
    return this.browser.driver.findElement(By.xpath(xpath));
  }
}

/** The XPath of the field whose label begins with these words. */
function field(label: string): string {
  return `//main//*[@id=//label[starts-with(normalize-space(), ${quoted(label)})]/@for]`;
}

/** A text in quotes for XPath, which has no escape for quotes: the text can contain only one kind of them. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
