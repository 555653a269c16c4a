# Text files as part of a target: a generated C++ table, one row {name, text} for
# each, that a source of the target includes as <output>.
function(locktidy_embed target output what)
  set(table ${CMAKE_BINARY_DIR}/generated/${output})
  list(JOIN ARGN "," list)
  add_custom_command(OUTPUT ${table}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${table} -DFILES=${list}
            -P ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    COMMENT "Embedding the ${what}" VERBATIM)
  if(TARGET ${target})
    target_sources(${target} PRIVATE ${table})
  endif()
endfunction()
