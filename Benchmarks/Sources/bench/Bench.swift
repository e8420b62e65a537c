import Foundation

/// Measures OrderLedger and its peers.
@main
struct Bench {
  static func main() {
    do {
      let options = try Options(arguments: Array(CommandLine.arguments.dropFirst()))
      if options.help { return print(Options.helpText) }
      switch options.command {
      case .plot: try plot(options)
      case .run, .counts: try measure(options)
      }
    } catch {
      announce("error: \(error)")
      exit(1)
    }
  }

  private static func plot(_ options: Options) throws {
    guard let results = options.results, let output = options.output else { return }
    let directory = URL(fileURLWithPath: output, isDirectory: true)
    try Results.read(results).writePlots(to: directory)
  }

  /// Exits with 1 if contestants did not do the same job, an operation became dearer than its
  /// threshold allows, or one has no threshold. A target that is missed is said, and is no failure: it
  /// may be the machine.
  private static func measure(_ options: Options) throws {
    var options = options
    if options.command == .counts { options.suites = [.counts] }
    var runner = try Runner(options)
    let ended = Swift.Result { try runner.run() }
    runner.workspace.remove()
    try ended.get()
    let results = runner.results
    print(results.text)
    if let output = options.output {
      announce("Wrote results.md, results.json and the plots into \(output)")
    }
    if results.outcomes.contains(where: { !$0.disagreements.isEmpty }) {
      throw Failure("Contestants did not do the same job; see the tables.")
    }
    if let findings = results.counts?.findings, !findings.isEmpty, !options.update {
      throw Failure(findings.joined(separator: " "))
    }
  }
}
