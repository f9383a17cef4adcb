/** Called once when the web server starts: a new installation gets the shipped classes. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { prepareInstallation } = await import('#lib/actions/prepare-installation.ts');
  await prepareInstallation();
}
