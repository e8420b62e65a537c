import Foundation

/// Cases from other systems' own tests, restated as facts.
struct Scenario: Sendable, CustomStringConvertible {
  let id: String
  let tier: String
  /// The choice that the case shows, where systems differ.
  let policy: String?
  let summary: String
  let given: Node
  let when: [Node]
  let then: Node

  var description: String { id }

  init(_ node: Node) {
    id = node["id"].text ?? "?"
    tier = node["tier"].text ?? "?"
    policy = node["policy"].text
    summary = node["summary"].text ?? ""
    given = node["given"]
    when = node["when"].list
    then = node["then"]
  }

  var actions: [String] { when.compactMap { $0["action"].text } }

  /// Whether an action of this name comes in the case.
  func does(_ action: String...) -> Bool { actions.contains { action.contains($0) } }
}

/// The file of cases: where `ORDER_LEDGER_SCENARIOS` says, or beside the checkout. It is not part of
/// the repository.
enum ScenarioFile {
  static let path: String? = {
    let named = ProcessInfo.processInfo.environment["ORDER_LEDGER_SCENARIOS"]
    let path =
      named ?? Page.root.appendingPathComponent("../shared/scenarios/scenarios.json").path
    return FileManager.default.isReadableFile(atPath: path) ? path : nil
  }()

  static let scenarios: [Scenario] = {
    guard let path, let node = try? Node(file: path) else { return [] }
    return node.list.map { Scenario($0) }
  }()
}
