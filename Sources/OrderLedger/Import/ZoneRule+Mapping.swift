import OrderLedgerModel

extension ZoneRule {
  /// The rule as a mapping names it: `UTC`, `Europe/London`, `+02:00`.
  init?(mappingName name: String) {
    switch name {
    case "UTC": self = .utc
    case "Europe/London": self = .europeLondon
    default:
      let bytes = Array(name.utf8)
      guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
        bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
        let hours = Int(name.dropFirst().prefix(2)), hours >= 0, hours < 24,
        let minutes = Int(name.suffix(2)), minutes >= 0, minutes < 60
      else { return nil }
      let offset = hours * 60 + minutes
      self = .fixed(minutes: bytes[0] == UInt8(ascii: "-") ? -offset : offset)
    }
  }

  var mappingName: String {
    switch self {
    case .utc: return "UTC"
    case .europeLondon: return "Europe/London"
    case .fixed(let minutes):
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let size = abs(minutes)
      return (minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60)
    }
  }
}
