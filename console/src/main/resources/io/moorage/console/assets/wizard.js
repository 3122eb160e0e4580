// A task definition as a form and as JSON, both directions in step. The JSON is what is sent; the form changes only the
// members it shows, so that whatever else was written stays.

const wizard = document.getElementById('wizard');
const text = document.getElementById('definition');
const panel = document.getElementById('form-panel');
const checked = document.getElementById('checked');
const tabs = [...wizard.querySelectorAll('[role=tab]')];

let definition = {};
let ids = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((each) => each != null));
  return made;
}

/** An input for one member; empty means absent. */
function field(label, object, member, {number = false, hint, ...more} = {}) {
  const input = element('input', {
    id: `f${++ids}`,
    type: number ? 'number' : 'text',
    value: object[member] ?? '',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => {
      if (input.value === '') delete object[member];
      else object[member] = number ? Number(input.value) : input.value;
      changed();
    },
    ...more,
  });
  return element('label', {}, label, hint ? element('span', {class: 'hint'}, ` ${hint}`) : null, input);
}

function select(label, value, options, onchange) {
  const input = element('select', {onchange: () => onchange(input.value)});
  for (const [key, name] of options) {
    input.append(element('option', {value: key, selected: key === value}, name));
  }
  return element('label', {}, label, input);
}

function tick(label, object, member, whenAbsent) {
  const input = element('input', {
    type: 'checkbox',
    onchange: () => {
      object[member] = input.checked;
      changed();
    },
  });
  input.checked = object[member] ?? whenAbsent;
  return element('label', {class: 'check'}, input, ` ${label}`);
}

function list(object, member) {
  if (!Array.isArray(object[member])) object[member] = [];
  return object[member];
}

/** Rows of one list, each with a way to remove it, and a button that adds one. */
function rows(title, object, member, add, blank, row) {
  const entries = Array.isArray(object[member]) ? object[member] : [];
  const box = element('fieldset', {class: 'rows'}, element('legend', {}, title));
  entries.forEach((entry, index) => {
    const remove = element('button', {
      type: 'button',
      class: 'quiet',
      'aria-label': `Remove ${title.toLowerCase()} ${index + 1}`,
      onclick: () => {
        entries.splice(index, 1);
        changed();
        render();
      },
    }, 'Remove');
    box.append(element('div', {class: 'entry'}, ...row(entry, index), remove));
  });
  const button = element('button', {
    type: 'button',
    onclick: () => {
      list(object, member).push(blank());
      changed();
      render();
      const again = [...panel.querySelectorAll('button')].filter((each) => each.textContent === add);
      const fields = again.at(-1)?.closest('fieldset')?.querySelectorAll(':scope > .entry:last-of-type input');
      fields?.[0]?.focus();
    },
  }, add);
  box.append(button);
  return box;
}

/** Of which a volume has one. */
const KINDS = ['host', 'efsVolumeConfiguration', 'dockerVolumeConfiguration', 'fsxWindowsFileServerVolumeConfiguration'];

function volumeKind(volume) {
  if (volume.efsVolumeConfiguration) return 'efs';
  return volume.host ? 'host' : volume.dockerVolumeConfiguration ? 'docker' : 'none';
}

function volume(entry) {
  const kind = volumeKind(entry);
  let name = entry.name;
  const fields = [field('Name', entry, 'name', {required: true, onchange: () => {
    renamed(name, entry.name);
    name = entry.name;
  }})];
  fields.push(select('Kind', kind, [
    ['host', 'A path of the instance'],
    ['efs', 'An EFS file system'],
    ['none', 'A directory of the task’s own'],
    ...(kind === 'docker' ? [['docker', 'A Docker volume (see JSON)']] : []),
  ], (chosen) => {
    for (const each of KINDS) delete entry[each];
    if (chosen === 'host') entry.host = {sourcePath: ''};
    if (chosen === 'efs') entry.efsVolumeConfiguration = {fileSystemId: ''};
    changed();
    render();
  }));
  if (kind === 'host') {
    fields.push(field('Source path', entry.host, 'sourcePath', {placeholder: '/mnt/efs/mysql'}));
  }
  if (kind === 'efs') {
    const efs = entry.efsVolumeConfiguration;
    fields.push(
      field('File system', efs, 'fileSystemId', {list: 'file-systems', placeholder: 'fs-…', required: true}),
      field('Root directory', efs, 'rootDirectory', {placeholder: '/'}),
      field('Access point', accessPoint(efs), 'accessPointId', {list: 'access-points', hint: 'optional', placeholder: 'fsap-…'}));
  }
  return fields;
}

/** An access point's member within its configuration; AWS demands encryption in transit with it. */
function accessPoint(efs) {
  return new Proxy({}, {
    get: (_, member) => efs.authorizationConfig?.[member],
    set: (_, member, value) => {
      efs.authorizationConfig = {...efs.authorizationConfig, [member]: value};
      efs.transitEncryption = 'ENABLED';
      return true;
    },
    deleteProperty: (_, member) => {
      const {[member]: gone, ...rest} = efs.authorizationConfig ?? {};
      if (Object.keys(rest).length) efs.authorizationConfig = rest;
      else delete efs.authorizationConfig;
      return true;
    },
  });
}

/** Mount points follow a volume to its new name. */
function renamed(before, after) {
  for (const each of definition.containerDefinitions ?? []) {
    for (const mount of each.mountPoints ?? []) {
      if (mount.sourceVolume === before && after) mount.sourceVolume = after;
    }
  }
  changed();
  // Not all anew: whoever goes on by Tab keeps the focus.
  panel.querySelectorAll('select').forEach((each) => each.refresh?.());
}

/** The volume a mount point is of, among those there are. */
function sourceVolume(mount) {
  const label = select('Source volume', '', [], (chosen) => {
    mount.sourceVolume = chosen;
    changed();
  });
  const input = label.querySelector('select');
  input.refresh = () => {
    const names = new Set([mount.sourceVolume ?? '', ...(definition.volumes ?? []).map((each) => each.name ?? '')]);
    input.replaceChildren(...[...names].filter(Boolean).map((each) => element('option', {value: each}, each)));
    input.value = mount.sourceVolume ?? '';
  };
  input.refresh();
  return label;
}

/** AWS's console offers the same group and prefix. */
function log(entry) {
  const driver = entry.logConfiguration?.logDriver;
  const fields = [select('Log', driver ?? '', [
    ['', 'Not collected'],
    ['awslogs', 'CloudWatch Logs'],
    ...(driver && driver !== 'awslogs' ? [[driver, `${driver} (see JSON)`]] : []),
  ], (chosen) => {
    if (!chosen) delete entry.logConfiguration;
    if (chosen === 'awslogs') {
      entry.logConfiguration = {logDriver: chosen, options: {
        'awslogs-group': `/ecs/${definition.family ?? ''}`,
        'awslogs-region': panel.dataset.region,
        'awslogs-create-group': 'true',
        'awslogs-stream-prefix': 'ecs',
      }};
    }
    changed();
    render();
  })];
  const options = entry.logConfiguration?.options;
  if (driver === 'awslogs' && isObject(options)) {
    fields.push(
      field('Log group', options, 'awslogs-group', {required: true}),
      field('Stream prefix', options, 'awslogs-stream-prefix', {required: true}));
  }
  return fields;
}

function container(entry) {
  const names = (definition.volumes ?? []).map((each) => each.name).filter(Boolean);
  return [
    field('Container name', entry, 'name', {required: true}),
    field('Image', entry, 'image', {required: true, placeholder: 'mysql'}),
    field('Memory (MiB)', entry, 'memory', {number: true, min: 6, hint: 'hard limit'}),
    field('Memory reservation (MiB)', entry, 'memoryReservation', {number: true, min: 6, hint: 'soft'}),
    field('CPU units', entry, 'cpu', {number: true, min: 0, hint: '1024 are one core'}),
    ...log(entry),
    tick('Essential: the task ends when this container ends', entry, 'essential', true),
    rows('Port mappings', entry, 'portMappings', 'Add port mapping', () => ({containerPort: undefined, protocol: 'tcp'}), (port) => [
      field('Host port', port, 'hostPort', {number: true, min: 0, max: 65535}),
      field('Container port', port, 'containerPort', {number: true, min: 1, max: 65535, required: true}),
      select('Protocol', port.protocol ?? 'tcp', [['tcp', 'tcp'], ['udp', 'udp']], (chosen) => {
        port.protocol = chosen;
        changed();
      }),
    ]),
    rows('Mount points', entry, 'mountPoints', 'Add mount point', () => ({sourceVolume: names[0] ?? '', containerPath: '', readOnly: false}), (mount) => [
      sourceVolume(mount),
      field('Container path', mount, 'containerPath', {placeholder: '/var/lib/mysql', required: true}),
      tick('Read only', mount, 'readOnly', false),
    ]),
    rows('Environment variables', entry, 'environment', 'Add environment variable', () => ({name: '', value: ''}), (variable) => [
      field('Key', variable, 'name', {required: true}),
      field('Value', variable, 'value', {}),
    ]),
    element('p', {class: 'alert'}, element('strong', {}, 'Values are kept as plain text.'),
      ' Whoever may describe the task definition reads them: do not put passwords of anything that matters here.'),
  ];
}

function render() {
  const family = field('Task definition name', definition, 'family', {required: true, pattern: '[A-Za-z0-9_\\-]{1,255}', title: 'Letters, digits, hyphens and underscores'});
  const more = element('details', {open: panel.querySelector('details')?.open ?? false},
    element('summary', {}, 'Roles and network (optional)'),
    element('div', {class: 'fields'},
      field('Task role', definition, 'taskRoleArn', {list: 'roles', hint: 'what its containers may do'}),
      field('Execution role', definition, 'executionRoleArn', {list: 'roles', hint: 'to get images, secrets and send logs'}),
      select('Network mode', definition.networkMode ?? 'bridge', ['bridge', 'host', 'awsvpc', 'none'].map((each) => [each, each]), (chosen) => {
        definition.networkMode = chosen;
        changed();
      })));
  panel.replaceChildren(
    element('div', {class: 'card stack'}, family, more),
    element('div', {class: 'card'}, rows('Volumes', definition, 'volumes', 'Add volume', () => ({name: '', host: {sourcePath: ''}}), volume)),
    element('div', {class: 'card'}, rows('Containers', definition, 'containerDefinitions', 'Add container',
      () => ({name: '', image: '', cpu: 10, memory: 512, essential: true, portMappings: [], mountPoints: [], environment: []}), container)));
}

const TOP = ['family', 'taskRoleArn', 'executionRoleArn', 'networkMode', 'containerDefinitions', 'volumes', 'placementConstraints',
  'requiresCompatibilities', 'cpu', 'memory', 'tags', 'pidMode', 'ipcMode', 'proxyConfiguration', 'inferenceAccelerators',
  'ephemeralStorage', 'runtimePlatform', 'enableFaultInjection'];
const CONTAINER = ['name', 'image', 'repositoryCredentials', 'cpu', 'memory', 'memoryReservation', 'links', 'portMappings', 'essential',
  'restartPolicy', 'entryPoint', 'command', 'environment', 'environmentFiles', 'mountPoints', 'volumesFrom', 'linuxParameters', 'secrets',
  'dependsOn', 'startTimeout', 'stopTimeout', 'versionConsistency', 'hostname', 'user', 'workingDirectory', 'disableNetworking',
  'privileged', 'readonlyRootFilesystem', 'dnsServers', 'dnsSearchDomains', 'extraHosts', 'dockerSecurityOptions', 'interactive',
  'pseudoTerminal', 'dockerLabels', 'ulimits', 'logConfiguration', 'healthCheck', 'systemControls', 'resourceRequirements',
  'firelensConfiguration', 'credentialSpecs'];
const NAME = /^[A-Za-z0-9_-]{1,255}$/;
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isWhole = (value) => value == null || Number.isInteger(value);

/** Why the form cannot show what is written; empty when it can. */
function misshapen(parsed) {
  if (!isObject(parsed)) return 'it is one object, in braces';
  const lists = [[parsed, 'volumes'], [parsed, 'containerDefinitions']];
  const found = (each) => each.find(([owner, member]) => owner[member] != null
    && !(Array.isArray(owner[member]) && owner[member].every(isObject)))?.[1];
  const top = found(lists);
  if (top) return `“${top}” is a list of objects, in brackets`;
  const inner = found((parsed.containerDefinitions ?? []).flatMap((each) => ['portMappings', 'mountPoints', 'environment'].map((member) => [each, member])));
  if (inner) return `“${inner}” of each container is a list of objects, in brackets`;
  const kind = (parsed.volumes ?? []).flatMap((each) => KINDS.filter((member) => each[member] != null && !isObject(each[member])))[0];
  return kind ? `“${kind}” of a volume is an object, in braces` : '';
}

function twice(names) {
  return names.filter((name, index) => name && names.indexOf(name) !== index);
}

function volumeProblems(volume) {
  const found = [];
  const efs = volume.efsVolumeConfiguration;
  if (!NAME.test(volume.name ?? '')) found.push('Each volume needs a name of letters, digits, hyphens and underscores.');
  if (efs && !/^fs-[0-9a-f]{8,40}$/.test(efs.fileSystemId ?? '')) found.push(`The volume ${volume.name} needs a file system: fs-….`);
  if (efs?.authorizationConfig?.accessPointId && efs.rootDirectory && efs.rootDirectory !== '/') {
    found.push(`The volume ${volume.name} has an access point: its root directory is the access point's.`);
  }
  if (volume.host?.sourcePath && !volume.host.sourcePath.startsWith('/')) found.push(`The source path of ${volume.name} must begin with /.`);
  return found;
}

function containerProblems(each, volumes) {
  const name = each.name || 'A container';
  const found = Object.keys(each).filter((key) => !CONTAINER.includes(key)).map((key) => `${name}: “${key}” is no member of a container definition.`);
  if (!NAME.test(each.name ?? '')) found.push('Each container needs a name of letters, digits, hyphens and underscores.');
  if (!each.image) found.push(`${name} needs an image.`);
  if (!each.memory && !each.memoryReservation && !definition.memory) found.push(`${name} needs memory.`);
  if (each.memory && each.memory < 6) found.push(`${name} needs at least 6 MiB.`);
  if (each.memory < each.memoryReservation) found.push(`${name}: the memory reservation is at most the memory.`);
  for (const member of ['memory', 'memoryReservation', 'cpu']) {
    if (!isWhole(each[member])) found.push(`${name}: ${member} is a whole number, without quotes.`);
  }
  for (const mount of each.mountPoints ?? []) {
    if (!volumes.has(mount.sourceVolume)) found.push(`${name} mounts the volume “${mount.sourceVolume ?? ''}”, which is not declared.`);
    if (!String(mount.containerPath ?? '').startsWith('/')) found.push(`${name}: a container path must begin with /.`);
  }
  for (const port of each.portMappings ?? []) {
    if (!isWhole(port.containerPort) || !isWhole(port.hostPort)) found.push(`${name}: a port is a whole number, without quotes.`);
    else if (!port.containerPortRange && !(port.containerPort >= 1 && port.containerPort <= 65535)) found.push(`${name}: a container port is 1 to 65535.`);
    else if (port.hostPort > 65535 || port.hostPort < 0) found.push(`${name}: a host port is 0 to 65535; 0 lets the instance choose one.`);
  }
  for (const variable of each.environment ?? []) {
    if (variable.value != null && typeof variable.value !== 'string') found.push(`${name}: the value of ${variable.name} is text, in quotes.`);
  }
  if (each.logConfiguration?.logDriver === 'awslogs') {
    const without = ['awslogs-group', 'awslogs-region'].filter((option) => !each.logConfiguration.options?.[option]);
    if (without.length) found.push(`${name}: the log driver awslogs needs the options ${without.join(' and ')}.`);
  }
  if ((each.environment ?? []).some((variable) => !variable.name)) found.push(`${name}: each environment variable needs a key.`);
  return found;
}

/** What ECS would refuse, said before it is asked. */
function problems() {
  const found = Object.keys(definition).filter((key) => !TOP.includes(key)).map((key) => `“${key}” is no member of a task definition.`);
  const containers = definition.containerDefinitions ?? [];
  const volumes = new Set((definition.volumes ?? []).map((each) => each.name));
  if (!definition.family) found.push('The task definition needs a name.');
  else if (!NAME.test(definition.family)) found.push('The name is letters, digits, hyphens and underscores.');
  if (!containers.length) found.push('It needs a container.');
  found.push(...twice(containers.map((each) => each.name)).map((name) => `Two containers are named ${name}.`));
  found.push(...twice((definition.volumes ?? []).map((each) => each.name)).map((name) => `Two volumes are named ${name}.`));
  found.push(...twice(containers.flatMap((each) => (Array.isArray(each.portMappings) ? each.portMappings : []))
    .map((port) => port.hostPort && `${port.hostPort}/${port.protocol ?? 'tcp'}`)).map((port) => `Host port ${port} is mapped twice.`));
  (definition.volumes ?? []).forEach((each) => found.push(...volumeProblems(each)));
  containers.forEach((each) => found.push(...containerProblems(each, volumes)));
  if (containers.length && containers.every((each) => each.essential === false)) found.push('One container must be essential.');
  return [...new Set(found)];
}

function say(kind, sentences) {
  checked.className = `check-line ${kind}`;
  checked.replaceChildren(...(sentences.length > 1 ? [element('ul', {}, ...sentences.map((each) => element('li', {}, each)))] : sentences));
}

function tell() {
  const found = problems();
  text.removeAttribute('aria-invalid');
  if (found.length) say('open', found);
  else say('good', ['Complete: ECS can be asked to register it.']);
}

function changed() {
  text.value = JSON.stringify(definition, null, 2);
  tell();
}

/** The form shows what was written before: a key typed into it would put that in place of what was pasted. */
function waits(why) {
  panel.inert = true;
  text.setAttribute('aria-invalid', 'true');
  say('bad', [`${why}. The form waits until it is: mend it under JSON.`]);
}

function readText() {
  let parsed;
  try {
    parsed = JSON.parse(text.value);
  } catch (error) {
    waits(`Not JSON yet: ${error.message}`);
    return;
  }
  const wrong = misshapen(parsed);
  if (wrong) {
    waits(`Not a task definition yet: ${wrong}`);
    return;
  }
  definition = parsed;
  panel.inert = false;
  render();
  tell();
}

function show(tab) {
  for (const each of tabs) {
    const mine = each === tab;
    each.setAttribute('aria-selected', String(mine));
    each.tabIndex = mine ? 0 : -1;
    document.getElementById(each.getAttribute('aria-controls')).hidden = !mine;
  }
}

tabs.forEach((tab, index) => {
  tab.addEventListener('click', () => show(tab));
  tab.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const next = tabs[(index + 1) % tabs.length];
      show(next);
      next.focus();
    }
  });
});

text.addEventListener('input', readText);
// What is wrong is said as one types and by AWS; a field on the hidden tab must not stop the form without a word.
wizard.noValidate = true;
wizard.querySelector('[role=tablist]').hidden = false;
readText();
show(tabs[0]);
