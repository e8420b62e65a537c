import Testing

@testable import bench

@Suite struct ChildProcessTests {
  @Test func `a child's output, errors and status are all kept`() throws {
    let child = ChildProcess(
      path: "/bin/sh", arguments: ["-c", "echo out; echo $NOTE >&2; exit 3"],
      environment: ["NOTE": "err"])
    let result = try child.run()
    #expect(result.status == 3)
    #expect(!result.succeeded)
    #expect(result.output == "out\n")
    #expect(result.errors == "err\n")
  }

  @Test func `a program that is not there is a failure that names it`() {
    let failure = #expect(throws: Failure.self) {
      try ChildProcess(path: "/nowhere/bench-x", arguments: []).run()
    }
    #expect(failure?.description.contains("/nowhere/bench-x") == true)
  }

  @Test func `a child that hangs is stopped`() {
    var child = ChildProcess(path: "/bin/sleep", arguments: ["60"])
    child.limitSeconds = 0.05
    #expect(throws: Failure.self) { try child.run() }
  }
}
