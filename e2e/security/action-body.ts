/** An argument of an action that is a form, by its fields. */
export interface FormArgument {
  form: Readonly<Record<string, string>>;
}

export const form = (fields: Readonly<Record<string, string>>): FormArgument => ({ form: fields });

const boundary = 'bailiwick-tests-9f3c';

/** Arguments in the encoding in which React sends them, with the header that says so. */
export function encodeArguments(args: readonly unknown[]): { body: string; contentType: string } {
  const forms: FormArgument[] = [];
  const root = args.map((argument) => {
    if (!isForm(argument)) return argument;
    forms.push(argument);
    return `$K${forms.length}`;
  });
  if (forms.length === 0) return { body: JSON.stringify(root), contentType: 'text/plain;charset=UTF-8' };
  const fields = forms.flatMap(({ form: values }, index) =>
    Object.entries(values).map(([name, value]): [string, string] => [`_${index + 1}_${name}`, value]),
  );
  // The form's own fields come first: React reads them when it meets the reference.
  const parts = [...fields, ['0', JSON.stringify(root)] as const].map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    body: `${parts.join('')}--${boundary}--\r\n`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function isForm(value: unknown): value is FormArgument {
  return typeof value === 'object' && value !== null && 'form' in value && typeof value.form === 'object';
}
