// Alfa, by Siteimprove: other authors than axe's, with the test rules that the W3C publishes (ACT).
import type { Page } from '@playwright/test';
import { Audit, Outcome } from '@siteimprove/alfa-act';
import { Playwright } from '@siteimprove/alfa-playwright';
import rules, { type Flattened } from '@siteimprove/alfa-rules';
import { Conformance, Criterion } from '@siteimprove/alfa-wcag';

const isNeeded = Conformance.isAA();

/**
 * The page begins with its main heading. This is no rule of WCAG, and the NHS puts the error summary and the banner of a success,
 * which have headings of level 2, above the main heading.
 */
const BEGINS_WITH_MAIN_HEADING = 'https://alfa.siteimprove.com/rules/sia-r61';

/** What Alfa says of things that we know, and leave as they are. */
const KNOWN = [
  // The NHS writes this in the heading of a warning, so that VoiceOver reads it in one go. ARIA has no such role.
  /: role="text"$/,
  // A list that has no entries yet, only Leptos's marks, is not displayed (`:empty`). Alfa takes the marks for content.
  /sia-r68: .*: <ul class="app-cards">( <!---->)* <\/ul>$/,
  // The NHS's Details is named by its summary, which is what screen readers say. Alfa wants a name by ARIA besides.
  /sia-r60: .*: <details class="nhsuk-details"/,
];

/** Whether WCAG's levels A and AA want it. The rules about none of its criteria are kept too: they are good practice. */
function wanted(rule: Flattened.Rule): boolean {
  if (rule.uri === BEGINS_WITH_MAIN_HEADING) return false;
  const criteria = [...rule.requirements].filter((requirement) => Criterion.isCriterion(requirement));
  return criteria.length === 0 || criteria.some((criterion) => isNeeded(criterion));
}

const RULES = rules.filter(wanted);

/** The rules that Alfa says the page breaks, each with what breaks it. What it cannot decide is not among them. */
export async function alfa(page: Page): Promise<string[]> {
  const document = await page.evaluateHandle(() => window.document);
  const outcomes = await Audit.of(await Playwright.toPage(document), RULES).evaluate();
  await document.dispose();
  return [...outcomes].filter((outcome) => Outcome.isFailed(outcome)).map(sentence).filter((fault) => !KNOWN.some((known) => known.test(fault)));
}

function sentence(outcome: Outcome.Failed<Flattened.Input, Flattened.Target, Flattened.Question>): string {
  const reasons = [...outcome.expectations].flatMap(([, expectation]) => (expectation.isErr() ? [expectation.getErr().message] : []));
  return `${outcome.rule.uri}: ${reasons.join(' ')}: ${String(outcome.target).replaceAll(/\s+/g, ' ').slice(0, 200)}`;
}
