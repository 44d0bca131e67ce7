// A walk through every page of the product, in every state that a person can see. Each part stops at every state and yields the
// page. The test decides what to check there.
import { PASSKEY, SECURITY_KEY } from '../kinds';
import { administering } from './administration';
import { atHome, creatingAndChanging, issuing, profiles, searching, signingIn } from './agents';
import { deviceByDevice, kindByKind, troubles } from './kinds';
import { registering, registrationProblems } from './links';
import { lives } from './lives';
import type { Walk } from './stage';
import { endsOfALink, supervising } from './supervised';

/** The parts of the walk. */
export const TOUR: Readonly<Record<string, Walk>> = {
  'signing in': signingIn,
  'the home page': atHome,
  searching,
  profiles,
  'creating and changing users': creatingAndChanging,
  'the life of a profile': lives,
  issuing,
  'roles and organisations': administering,
  registering,
  'problems with a link': registrationProblems,
  'a supervised link': supervising,
  'how a link ends': endsOfALink,
  'the three kinds': kindByKind,
  'passkeys, device by device': deviceByDevice(PASSKEY),
  'security keys, device by device': deviceByDevice(SECURITY_KEY),
  'troubles on a device': troubles,
};
