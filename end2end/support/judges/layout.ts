// What a person needs of the layout, whatever the words are.
import type { Page } from '@playwright/test';

/** The width of the page if it is too wide, and the elements that reach beyond its right edge. Empty if the page fits. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} > ${clientWidth}`, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  });
}

/**
 * What lies over the page and stays there while the page is scrolled, so that it may hide the element that has the focus (WCAG
 * 2.4.11). A modal dialog is none of it: while it is open, the focus is in it.
 */
export function floating(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const floats = (one: Element) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility();
    const floating = [...document.querySelectorAll('body *')].filter((one) => floats(one) && one.closest('dialog') === null);
    return floating.map((one) => one.outerHTML.slice(0, 120));
  });
}
