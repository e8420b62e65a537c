import BenchWorkload
import Dispatch
import OrderLedger

/// The library as a host uses it: nothing but its public API.
@main
struct BenchLedger {
  // Waits instead of being async: Valgrind crashes where the main thread ends, as Swift's own async
  // main lets it.
  static func main() {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await measure()
      done.signal()
    }
    done.wait()
  }

  private static func measure() async {
    let arguments = Arguments(
      peer: peer,
      options: [
        .init("--keys", "gives every command an idempotency key besides"),
        .init("--prepare-only", "makes the file with its opening stock, and ends"),
        .init("--checkpoint-pages N", "pages that the log collects (the library's default)"),
        .init("--cache-kib N", "memory for pages (the library's default)"),
        .init("--own-threads", "nothing runs on the caller's thread"),
        .init("--count OP:K", "places and captures N orders, then does OP K times"),
      ])
    // Only where commands are not counted by their instructions: there, nothing is beside them.
    if arguments.text("--count") == nil { countCommits() }
    do {
      var session = try await Session(arguments)
      if let text = arguments.text("--count") {
        try await count(text, session, prepareOnly: arguments.has("--prepare-only"))
      } else if !arguments.has("--prepare-only") {
        try await run(&session)
      }
      await session.close()
    } catch {
      fail("\(error)")
    }
  }

  private static func run(_ session: inout Session) async throws {
    var results: [PhaseResult] = []
    for phase in session.arguments.phases {
      var lines = try await session.run(phase)
      let peak = peakKB()
      for index in lines.indices { lines[index].peakKB = peak }
      results += lines
    }
    try await session.checkpoint()
    if let bytes = fileBytes(session.arguments.db), !results.isEmpty {
      results[results.count - 1].fileBytes = bytes
    }
    for result in results { result.print() }
    try await session.check().print(peer: peer)
  }

  private static func count(
    _ text: String, _ session: Session, prepareOnly: Bool
  ) async throws {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let operations = UInt64(parts[1]) else {
      fail("--count takes OP:K; found '\(text)'")
    }
    if try await !session.hasOrders { try await session.fill() }
    guard !prepareOnly else { return }
    try await session.count(String(parts[0]), operations).print()
  }
}
