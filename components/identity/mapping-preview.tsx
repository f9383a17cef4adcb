'use client';

import { FormFrame } from '#components/admin/form-frame.tsx';
import type { FormSubmit } from '#components/requests/form-state.ts';
import type { MappingPreview } from '#lib/domain/identity/views.ts';
import { anyRole, whereWords } from './mapping-words.ts';

/** Whom a mapping touches before it holds, and the button that lets it. */
export function MappingPreviewCard({ preview, submit }: { preview: MappingPreview; submit: FormSubmit }) {
  const { group, team, role, people, touched, touchedInAll } = preview;
  return (
    <div className="grid gap-4 border-t pt-4">
      <p>
        Whoever is in <span className="font-mono wrap-anywhere">{group}</span> is{' '}
        <strong className="font-medium">{anyRole(role)}</strong> in {whereWords(team)}.{' '}
        {people === 0
          ? 'Nobody who has signed in so far is known to be in it.'
          : `${people} who have signed in are in it; ${touchedInAll} of them would hold another role than now.`}
      </p>
      {touched.length > 0 ? (
        <ul className="grid gap-1 text-sm" aria-label="Who would hold another role">
          {touched.map(({ id, name, before, after }) => (
            <li key={id}>
              <span className="font-medium">{name}</span>
              <span className="text-muted">
                : {before === null ? 'no role' : anyRole(before)} →{' '}
                {after === null ? 'no role' : anyRole(after)}
              </span>
            </li>
          ))}
          {touchedInAll > touched.length ? <li>and {touchedInAll - touched.length} more</li> : null}
        </ul>
      ) : null}
      {preview.isThere ? (
        <p role="status">This group gives a role there already.</p>
      ) : (
        <FormFrame submit={submit} submitLabel="Let it hold">
          {() => (
            <>
              <input type="hidden" name="group" value={group} />
              <input type="hidden" name="team" value={team?.slug ?? ''} />
              <input type="hidden" name="role" value={role} />
            </>
          )}
        </FormFrame>
      )}
    </div>
  );
}
