import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { PersonView } from '#lib/domain/views.ts';
import { AddMemberForm } from './add-member-form.tsx';
import type { MemberSubmit } from './member-outcome.ts';

type FindPeopleProps = {
  /** The page's own path. */
  path: string;
  query: string;
  people: readonly PersonView[];
  submit: MemberSubmit;
};

/** Finds people who have signed in before and adds them. The search is in the address. */
export function FindPeople({ path, query, people, submit }: FindPeopleProps) {
  return (
    <div className="grid max-w-prose gap-4">
      <Form action={path} scroll={false} className="flex flex-wrap items-end gap-2">
        <label htmlFor="find-people" className="grid min-w-0 grow basis-56 gap-1">
          <span className="font-medium">Name or e-mail</span>
          <Input
            id="find-people"
            key={query}
            type="search"
            name="add"
            defaultValue={query}
            autoComplete="off"
          />
        </label>
        <Button type="submit">Find people</Button>
      </Form>
      <div role="status">
        {query === '' ? (
          <p className="text-sm text-subtle">Only people who have signed in once can be found.</p>
        ) : people.length === 0 ? (
          <p className="text-muted">
            Nobody new matches “{query}”. People have to sign in once before they can be added.
          </p>
        ) : (
          <p className="sr-only">
            {people.length === 1 ? 'One person found' : `${people.length} people found`}
          </p>
        )}
      </div>
      {people.length > 0 ? (
        <ul className="grid divide-y rounded-lg border">
          {people.map((person) => (
            <li key={person.id} className="px-3 py-2">
              <AddMemberForm person={person} submit={submit} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
