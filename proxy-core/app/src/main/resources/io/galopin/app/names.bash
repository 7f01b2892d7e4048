
# Names that options and arguments stand for: installed ones are in this script, those of proxies,
# toxics and rules are asked of the running server.
_galopin_offer() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$1" -- "${COMP_WORDS[COMP_CWORD]}"))
}

_galopin_first_column() {
  "${COMP_WORDS[0]}" "$@" 2>/dev/null | cut -f1
}

_galopin_complete() {
  local before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} member=${COMP_WORDS[2]}
  local behaviors=$'@behaviors@' toxics=$'@toxics@' protocols=$'@protocols@'
  COMPREPLY=()
  case $command/$before in
    */--protocol) _galopin_offer "$protocols"; return ;;
    */--behavior | */:) _galopin_offer "$behaviors"; return ;;
    run/--toxic | -*/--toxic | toxic/-t | toxic/--type) _galopin_offer "$toxics"; return ;;
    behavior/--proxy | journal/--proxy) _galopin_offer "$(_galopin_first_column list)"; return ;;
    behavior/set) _galopin_offer "$behaviors"; return ;;
    toxic/-n | toxic/--name | toxic/--toxicName)
      _galopin_offer "$(_galopin_first_column inspect "${COMP_WORDS[3]}")"
      return
      ;;
  esac
  case $command/$member/$COMP_CWORD in
    inspect/*/2 | toggle/*/2 | delete/*/2 | \
      toxic/add/3 | toxic/update/3 | toxic/remove/3 | \
      rules/show/3 | rules/set/3 | rules/on/3 | rules/off/3)
      case ${COMP_WORDS[COMP_CWORD]} in
        -*) ;;
        *) _galopin_offer "$(_galopin_first_column list)"; return ;;
      esac
      ;;
    rules/on/4 | rules/off/4)
      _galopin_offer "$(_galopin_first_column rules show "${COMP_WORDS[3]}")"
      return
      ;;
  esac
  _complete_galopin
}

complete -F _galopin_complete -o default galopin
