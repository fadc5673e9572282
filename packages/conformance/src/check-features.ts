import type { DriverInstance } from './driver.js';
import type { Feature } from './feature.js';

/** What a capability has to be proved with. */
const proofs: readonly (readonly [capability: Feature, part: Feature])[] = [
  ['durable', 'reopen'],
  ['multiProcess', 'second'],
];

/**
 * Refuses a driver whose list of features is not what its storage and its parts are: a rule left out by mistake would
 * look like one that does not apply.
 *
 * @throws Error naming each feature that is listed and missing, or there and not listed
 */
export function checkFeatures(listed: readonly Feature[], { storage, host, ...parts }: DriverInstance): void {
  const { joinHost, durable, multiProcess } = storage.capabilities;
  const present: { readonly [feature in Exclude<Feature, 'host.run'>]: boolean } = {
    joinHost,
    durable,
    multiProcess,
    'host.sessions': host !== undefined && host.singleSession !== true,
    second: parts.second !== undefined,
    reopen: parts.reopen !== undefined,
    disconnect: parts.faults?.disconnect !== undefined,
  };
  const names = Object.keys(present) as (keyof typeof present)[];
  const problems = names.flatMap((name) => {
    if (present[name] === listed.includes(name)) return [];
    return [present[name] ? `${name} is there, but not in \`features\`` : `${name} is in \`features\`, but not there`];
  });
  for (const [capability, part] of proofs) {
    if (listed.includes(capability) && !listed.includes(part))
      problems.push(`the storage says ${capability}, but the driver has no \`${part}\` to prove it with`);
  }
  if (joinHost && host === undefined)
    problems.push('the storage says joinHost, but the driver has no `host` to prove it with');
  if (problems.length > 0) throw new Error(`Correct the driver: ${problems.join('; ')}.`);
}
