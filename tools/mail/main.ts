import { serveMailBox } from './mail-box.ts';
import { startMailSink } from './mail-sink.ts';

const [smtpPort, boxPort] = process.argv.slice(2).map(Number);
if (!smtpPort || !boxPort) {
  console.error('Usage: node tools/mail/main.ts SMTP-PORT BOX-PORT');
  process.exit(1);
}
const sink = await startMailSink(smtpPort);
const box = await serveMailBox(boxPort, sink.mails);
console.log('The local mail server is ready.');
process.once('SIGTERM', () => {
  box.close();
  box.closeAllConnections();
  void sink.stop();
});
