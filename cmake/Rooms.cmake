# akt_library(name SOURCES … [PUBLIC targets…] [PRIVATE targets…]): one room of the house, as a static library.
# Includes are rooted at the repository.
function(akt_library name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_PUBLIC} PRIVATE akt_options ${ROOM_PRIVATE})
endfunction()
