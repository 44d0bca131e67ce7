// Signs people in: the first RA Manager, with the link that the server printed, and other people that a test needs. Each person
// registers once in each worker, in a browser. Cookies and credentials are kept here for later tests.
import { type Browser, type BrowserContext, type Page, expect } from '@playwright/test';
import { generateLink } from './api';
import { Authenticator, type Credential } from './authenticator';
import { DESKTOP } from './devices';
import { KINDS, type Kind, PASSKEY } from './kinds';
import { RegistrationPage } from './pages/registration-page';
import { SignInPage } from './pages/sign-in-page';
import type { Server } from './server';

/** The demonstration's people with a role. */
export const RA_MANAGER = '555200000001';
export const RA_AGENT_ADVANCED = '555200000002';
export const RA_AGENT = '555200000003';
export const SPONSOR = '555200000004';
export const ID_CHECKER = '555200000005';
export const LOCAL_SMARTCARD_ADMINISTRATOR = '555200000006';
export const SECOND_RA_MANAGER = '555200000007';

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Registered {
  cookies: Cookies;
  credential: Credential;
}

export class Staff {
  private readonly known = new Map<string, Registered>();

  constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  /** The cookies of a person's session, for a browser context in which this person is signed in. */
  async session(id: string): Promise<Cookies> {
    return (await this.registered(id)).cookies;
  }

  /** The kind of authenticator with which staff sign in. It is the kind of the link that the server printed. */
  get kind(): Kind {
    return KINDS.find(({ label }) => label.toLowerCase() === this.server.invitationFor?.toLowerCase()) ?? PASSKEY;
  }

  /** Signs a person in, with a new session that no other test uses. */
  async signIn(page: Page, authenticator: Authenticator, id: string): Promise<void> {
    await this.lend(authenticator, id);
    await page.goto(`${this.server.origin}/sign-in`);
    await new SignInPage(page).signIn();
    await expect(page).not.toHaveURL(/\/sign-in$/);
    await this.takeBack(authenticator, id);
  }

  /** Gives a person's passkey to the authenticator of a page. */
  async lend(authenticator: Authenticator, id: string): Promise<void> {
    await authenticator.add((await this.registered(id)).credential);
  }

  /** Takes the passkey back, with its new counter, because the next use must continue from it. */
  async takeBack(authenticator: Authenticator, id: string): Promise<void> {
    const person = await this.registered(id);
    person.credential = await authenticator.credential();
    await authenticator.remove(person.credential);
  }

  private async registered(id: string): Promise<Registered> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const link = await this.link(id);
    const context = await this.browser.newContext(DESKTOP.context);
    const page = await context.newPage();
    const authenticator = await Authenticator.attach(page, this.kind === PASSKEY ? undefined : this.kind.authenticator);
    await new RegistrationPage(page, this.kind).register(link);
    await page.goto(`${this.server.origin}/sign-in`);
    await new SignInPage(page).signIn();
    await expect(page).not.toHaveURL(/\/sign-in$/);
    const registered = { cookies: await context.storageState(), credential: await authenticator.credential() };
    await context.close();
    this.known.set(id, registered);
    return registered;
  }

  private async link(id: string): Promise<string> {
    if (id === RA_MANAGER) {
      if (this.server.invitation === undefined) throw new Error('the server printed no link for the first RA Manager');
      return this.server.invitation;
    }
    const manager = await this.browser.newContext({ storageState: await this.session(RA_MANAGER) });
    const link = await generateLink(manager.request, this.server.origin, this.server.database.person(id), this.kind);
    await manager.close();
    return link;
  }
}
