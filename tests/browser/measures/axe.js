// Runs axe-core's rules, all or those named, on the whole document and tells what they object to.
async (names) => {
  const ids = names ?? axe.getRules().map((rule) => rule.ruleId);
  const rules = Object.fromEntries(ids.map((id) => [id, { enabled: true }]));
  const { violations, passes } = await axe.run(document, {
    rules,
    ...(names ? { runOnly: { type: "rule", values: names } } : {}),
    resultTypes: ["violations"],
  });
  return {
    passes: passes.length,
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`)),
  };
};
