/** Ends the run with what was skipped and why, and with one line that a script can read. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const servers = JSON.parse(process.env.RELATED_WORK_TEST_SERVERS ?? '{"engines":[],"skipped":[]}');
    const lines = [`Engines: ${servers.engines.map(({ name }) => name).join(', ') || 'none'}`];
    for (const { name, reason } of servers.skipped) lines.push(`Skipped: everything on ${name} (${reason})`);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    lines.push(`${results.numPassedTests} passed, ${failed} failed`);
    process.stderr.write(`\n${lines.join('\n')}\n`);
  }
}
