// Runs axe-core's rules, all or those named, in each of the themes on the whole document, and
// tells what they object to.
async ({ themes, names }) => {
  const ids = names ?? axe.getRules().map((rule) => rule.ruleId);
  const options = {
    rules: Object.fromEntries(ids.map((id) => [id, { enabled: true }])),
    ...(names ? { runOnly: { type: "rule", values: names } } : {}),
    resultTypes: ["violations"],
  };
  const told = ({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`);
  const found = [];
  for (const theme of themes) {
    document.getElementById("screen").dataset.theme = theme;
    const { violations, passes } = await axe.run(document, options);
    found.push({ theme, passes: passes.length, violations: violations.flatMap(told) });
  }
  return found;
};
