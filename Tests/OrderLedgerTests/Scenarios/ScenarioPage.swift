import Testing

/// The page that says which cases of other systems do not hold here, and why. The tests hold it to
/// what is so.
struct ScenarioPage {
  /// Actions that this library has no counterpart for.
  let actions: Set<String>
  /// Choices of other systems that the law decides otherwise.
  let policies: Set<String>
  /// Single cases.
  let cases: Set<String>

  init() throws {
    let rows = try Page("OtherSystemsTests").rows
    func column(_ kind: String) -> Set<String> {
      Set(
        rows.filter { $0.count == 3 && $0[0] == kind }
          .map { $0[1].replacing("`", with: "") })
    }
    actions = column("action")
    policies = column("policy")
    cases = column("case")
  }

  /// Whether a case is excused from holding.
  func excuses(_ scenario: Scenario) -> Bool {
    cases.contains(scenario.id) || scenario.policy.map(policies.contains) == true
      || scenario.actions.contains(where: actions.contains)
  }
}
