'use client';

import { useActionState } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestDetail } from '#lib/domain/request-views.ts';
import type { FormSubmit } from './form-state.ts';

type RequestCommentsProps = {
  comments: RequestDetail['comments'];
  canComment: boolean;
  comment: FormSubmit;
};

export function RequestComments({ comments, canComment, comment }: RequestCommentsProps) {
  return (
    <div className="grid gap-4">
      {comments.length === 0 ? <p className="text-muted">Nobody has said anything yet.</p> : null}
      <ol className="grid gap-4">
        {comments.map(({ id, author, body, at }) => (
          <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <Avatar name={author.name} />
            <div>
              <p className="text-sm text-subtle">
                <span className="font-medium text-foreground">{author.name}</span> · <TimeAgo at={at} />
              </p>
              <p className="break-words whitespace-pre-wrap">{body}</p>
            </div>
          </li>
        ))}
      </ol>
      {canComment ? <CommentForm comment={comment} /> : null}
    </div>
  );
}

function CommentForm({ comment }: { comment: FormSubmit }) {
  const [state, action] = useActionState(comment, null);
  return (
    <form action={action} noValidate className="grid gap-2">
      <Field id="field-body" label="Comment" error={state?.fieldErrors.body ?? state?.message}>
        {(control) => (
          <Textarea {...control} name="body" maxLength={4000} defaultValue={state?.values.body ?? ''} />
        )}
      </Field>
      <div>
        <SubmitButton variant="secondary">Add comment</SubmitButton>
      </div>
    </form>
  );
}
