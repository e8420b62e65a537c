import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

/// Other systems' own tests as an oracle: each case is carried out with this library's commands, with
/// the books verified after each, and what came of it is compared with what they expect.
@Suite(
  .enabled(
    if: ScenarioFile.path != nil,
    "needs the file of cases: ORDER_LEDGER_SCENARIOS, or ../shared/scenarios/scenarios.json"))
struct ScenarioTests {
  @Test(arguments: ScenarioFile.scenarios)
  func `a case of another system holds here, or the page says why not`(
    scenario: Scenario
  ) async throws {
    let page = try ScenarioPage()
    let problems = try await ScenarioRun.problems(scenario)
    if page.cases.contains(scenario.id) {
      #expect(
        !problems.isEmpty, "\(scenario.id) holds: strike it from the page OtherSystemsTests")
    } else if !page.excuses(scenario) {
      #expect(problems.isEmpty, "\(scenario.id): \(scenario.summary)\n\(problems)")
    }
  }

  /// A rule of the page that excuses nothing is a rule that has become untrue.
  @Test func `every rule of the page excuses a case that does not hold`() async throws {
    let page = try ScenarioPage()
    var failing: [Scenario] = []
    for scenario in ScenarioFile.scenarios where page.excuses(scenario) {
      if try await !ScenarioRun.problems(scenario).isEmpty { failing.append(scenario) }
    }
    // Only the file that the page was written for has them all.
    guard ScenarioFile.scenarios.count >= 163 else { return }
    // Of actions that are known by their names alone no case is there.
    for action in page.actions where ScenarioFile.scenarios.contains(where: { $0.does(action) }) {
      #expect(failing.contains { $0.actions.contains(action) }, "action \(action)")
    }
    for policy in page.policies {
      #expect(failing.contains { $0.policy == policy }, "policy \(policy)")
    }
    let ids = Set(ScenarioFile.scenarios.map(\.id))
    #expect(page.cases.subtracting(ids) == [], "cases that are not in the file")
    let excused = ScenarioFile.scenarios.count { page.excuses($0) }
    print("\(ids.count - failing.count) cases hold; of \(excused) excused, \(failing.count) don't")
  }
}
