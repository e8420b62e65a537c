import Logging

/// Keeps what is logged, with all that is said beside the message.
struct CapturingLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace
  private let captured: CapturedLog

  init(_ captured: CapturedLog) { self.captured = captured }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var words = ["\(event.message)"]
    for (name, value) in metadata { words.append("\(name)=\(value)") }
    for (name, value) in event.metadata ?? [:] { words.append("\(name)=\(value)") }
    captured.note(words.joined(separator: " "))
  }
}
