/// One line that a peer prints: a phase and its figures.
struct PeerLine: Codable, Equatable {
  let peer: String
  let phase: String
  /// Every member that is a number. One that is null is not there.
  let values: [String: Double]

  init(peer: String, phase: String, values: [String: Double]) {
    self.peer = peer
    self.phase = phase
    self.values = values
  }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    peer = try container.decode(String.self, forKey: Key("peer"))
    phase = try container.decode(String.self, forKey: Key("phase"))
    var values: [String: Double] = [:]
    for key in container.allKeys {
      if let value = try? container.decode(Double.self, forKey: key) {
        values[key.stringValue] = value
      }
    }
    self.values = values
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(peer, forKey: Key("peer"))
    try container.encode(phase, forKey: Key("phase"))
    for (name, value) in values {
      try container.encode(value, forKey: Key(name))
    }
  }
}
