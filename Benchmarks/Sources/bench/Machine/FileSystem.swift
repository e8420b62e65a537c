import Foundation

/// The kind of file system under `directory` and what it is mounted from: `ext4 on /dev/vda`.
func fileSystem(of directory: URL) -> String {
  let path = directory.resolvingSymlinksInPath().path
  let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
  var best: (point: Substring, name: String) = ("", "unknown")
  for line in mounts.split(separator: "\n") {
    let words = line.split(separator: " ")
    guard words.count > 2 else { continue }
    let point = words[1]
    let holds = point == "/" || path == point || path.hasPrefix(point + "/")
    if holds, point.count >= best.point.count { best = (point, "\(words[2]) on \(words[0])") }
  }
  return best.name
}
